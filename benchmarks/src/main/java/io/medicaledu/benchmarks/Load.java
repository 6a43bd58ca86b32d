package io.medicaledu.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;

/** Closed load: each client sends its next request when the one before is answered. */
final class Load {

    private Load() {}

    /** One request; false if it failed. */
    @FunctionalInterface
    interface Request {
        boolean send(int number) throws Exception;
    }

    static Report.LoadResult run(int clients, int amount, Request request) throws Exception {
        ConcurrentHistogram latency = new ConcurrentHistogram(3);
        AtomicInteger next = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        long begin = System.nanoTime();
        try (ExecutorService executor = Executors.newFixedThreadPool(clients)) {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                running.add(executor.submit(() -> {
                    for (int number = next.getAndIncrement(); number < amount; number = next.getAndIncrement()) {
                        long sent = System.nanoTime();
                        if (!request.send(number)) {
                            failed.incrementAndGet();
                        }
                        latency.recordValue((System.nanoTime() - sent) / 1_000);
                    }
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        return new Report.LoadResult(amount - failed.get(), failed.get(), System.nanoTime() - begin, latency);
    }
}
