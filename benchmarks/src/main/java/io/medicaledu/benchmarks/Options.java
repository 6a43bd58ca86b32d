package io.medicaledu.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What is to be measured, and how long.
 *
 * @param launcher the script that starts the platform as operators do
 * @param jar the packaged platform, for its size
 * @param jvmOptions file with the JVM options that the launcher gives, for the services that the platform is compared with
 * @param quick a tenth of the load
 * @param onlyRebuilds no load but the few bookings that the streams are made of
 * @param rebuilds sizes of the streams, in events, that the projections are rebuilt from
 */
record Options(Path launcher, Path jar, Path jvmOptions, boolean quick, boolean onlyRebuilds, List<Integer> rebuilds) {

    /** @param args {@code quick}; {@code rebuild}: rebuilds only; {@code events=10000,100000}: sizes of the streams */
    static Options parse(Path home, String[] args) {
        boolean quick = List.of(args).contains("quick");
        List<Integer> rebuilds = Arrays.stream(args)
                .filter(arg -> arg.startsWith("events="))
                .flatMap(arg -> Arrays.stream(arg.substring("events=".length()).split(",", -1)))
                .map(Integer::valueOf)
                .toList();
        if (rebuilds.isEmpty()) {
            rebuilds = quick ? List.of(40_000) : List.of(10_000, 200_000);
        }
        return new Options(
                home.resolve("bin/medicaledu"),
                home.resolve("app/target/medicaledu.jar"),
                home.resolve("bin/jvm.options"),
                quick,
                List.of(args).contains("rebuild"),
                rebuilds);
    }

    /** An amount of the full run, made smaller for a quick one. */
    int amount(int full) {
        return quick ? Math.max(full / 5, 1) : full;
    }
}
