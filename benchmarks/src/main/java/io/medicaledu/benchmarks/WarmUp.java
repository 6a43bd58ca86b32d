package io.medicaledu.benchmarks;

import java.util.concurrent.Callable;

/** Repeats a load until the JVM's compilers have little left to do. */
final class WarmUp {

    private static final double SETTLED = 0.1;

    private WarmUp() {}

    /**
     * @param atMost rounds
     * @return share of one core that the compilers took in the last round
     */
    static double run(RemoteJvm jvm, int atMost, Callable<Load.Result> round) throws Exception {
        double share = 1;
        for (int i = 0; i < atMost && share > SETTLED; i++) {
            long before = jvm.compilationMillis();
            Load.Result result = round.call();
            share = (jvm.compilationMillis() - before) / 1000.0 / result.seconds();
            Report.progress("warming up: %.0f/s, compilers take %.2f of a core".formatted(result.perSecond(), share));
        }
        return share;
    }
}
