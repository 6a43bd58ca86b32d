package io.medicaledu.benchmarks;

/**
 * What work has cost, or a share of it.
 *
 * @param seconds that it took
 * @param jvmMillis processor time of the JVM
 * @param postgresMillis processor time of PostgreSQL without the processes that serve the sandbox
 * @param sandboxMillis processor time of those
 * @param allocatedBytes on the JVM's heap
 * @param compilerMillis that the JVM's compilers worked
 */
record Counts(
        double seconds,
        Postgres.Counters postgres,
        double jvmMillis,
        double postgresMillis,
        double sandboxMillis,
        double allocatedBytes,
        double compilerMillis) {

    static final Counts NONE = new Counts(0, Postgres.Counters.NONE, 0, 0, 0, 0, 0);
    static final Counts UNKNOWN = NONE.combined(NONE, Double.NaN);

    Counts minus(Counts before) {
        return combined(before, -1);
    }

    /** Without what an idle system does in that many seconds. */
    Counts withoutIdle(Counts idlePerSecond, double idleSeconds) {
        return combined(idlePerSecond, -idleSeconds);
    }

    Counts dividedBy(double parts) {
        return NONE.combined(this, 1 / parts);
    }

    /** Without those that the sandbox's connections have made. */
    double fsyncsOfThePlatform() {
        return postgres.fsyncs() - postgres.sandboxFsyncs();
    }

    private Counts combined(Counts other, double factor) {
        return new Counts(
                seconds + factor * other.seconds,
                postgres.plus(factor, other.postgres),
                jvmMillis + factor * other.jvmMillis,
                postgresMillis + factor * other.postgresMillis,
                sandboxMillis + factor * other.sandboxMillis,
                allocatedBytes + factor * other.allocatedBytes,
                compilerMillis + factor * other.compilerMillis);
    }
}
