package io.medicaledu.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** What Linux tells about processes under {@code /proc}. */
final class Proc {

    /** Length of the kernel's clock tick in {@code /proc/<pid>/stat}; 100 a second on every Linux of today. */
    private static final double MILLIS_PER_TICK = 10;

    private Proc() {}

    /** Processor time that a process has used so far, its threads included, in milliseconds. */
    static double processorMillis(long pid) throws IOException {
        List<String> fields = stat(pid);
        return (Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12))) * MILLIS_PER_TICK;
    }

    /** Processor time of children that have ended and were waited for, in milliseconds. */
    static double endedChildrenMillis(long pid) throws IOException {
        List<String> fields = stat(pid);
        return (Long.parseLong(fields.get(13)) + Long.parseLong(fields.get(14))) * MILLIS_PER_TICK;
    }

    /** Processor time of the living children whose command line fits, in milliseconds. */
    static double childrenMillis(long parent, Predicate<String> commandLine) {
        return ProcessHandle.of(parent).stream()
                .flatMap(ProcessHandle::children)
                .mapToDouble(child -> fits(child.pid(), commandLine))
                .sum();
    }

    private static double fits(long pid, Predicate<String> commandLine) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
            return commandLine.test(line) ? processorMillis(pid) : 0;
        } catch (IOException e) {
            return 0; // It has ended meanwhile, and is counted with the ended children.
        }
    }

    /** Memory that a process holds, in megabytes (10^6 bytes). */
    static long residentMegabytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1_000_000)
                .findFirst()
                .orElse(0);
    }

    /** The fields behind the process's name, which may hold spaces: the state is number 0. */
    private static List<String> stat(long pid) throws IOException {
        String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return List.of(line.substring(line.lastIndexOf(')') + 2).split(" ", -1));
    }
}
