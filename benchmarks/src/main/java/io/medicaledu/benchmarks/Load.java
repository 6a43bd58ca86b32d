package io.medicaledu.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Sends requests and measures them. */
final class Load {

    private Load() {}

    /** One request; false if it failed. */
    @FunctionalInterface
    interface Request {
        boolean send(int number) throws Exception;
    }

    /**
     * What a load has measured.
     *
     * @param latency in microseconds
     */
    record Result(int done, int failed, double seconds, Histogram latency) {

        double perSecond() {
            return done / seconds;
        }
    }

    /** Closed load: each client sends its next request when the one before is answered. */
    static Result run(int clients, int amount, Request request) throws Exception {
        ConcurrentHistogram latency = new ConcurrentHistogram(3);
        AtomicInteger next = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        long begin = System.nanoTime();
        try (ExecutorService executor = Executors.newFixedThreadPool(clients)) {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                running.add(executor.submit(() -> {
                    for (int number = next.getAndIncrement(); number < amount; number = next.getAndIncrement()) {
                        send(request, number, System.nanoTime(), latency, failed);
                    }
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        return new Result(amount - failed.get(), failed.get(), (System.nanoTime() - begin) / 1e9, latency);
    }

    /** Open load: requests arrive at a rate, whether those before are answered or not. Latency counts from the arrival. */
    static Result arrivals(int perSecond, int amount, Request request) throws Exception {
        ConcurrentHistogram latency = new ConcurrentHistogram(3);
        AtomicInteger failed = new AtomicInteger();
        long begin = System.nanoTime();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < amount; i++) {
                long arrival = begin + i * 1_000_000_000L / perSecond;
                int number = i;
                LockSupport.parkNanos(arrival - System.nanoTime());
                running.add(executor.submit(() -> {
                    send(request, number, arrival, latency, failed);
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        return new Result(amount - failed.get(), failed.get(), (System.nanoTime() - begin) / 1e9, latency);
    }

    private static void send(Request request, int number, long since, ConcurrentHistogram latency, AtomicInteger failed)
            throws Exception {
        if (!request.send(number)) {
            failed.incrementAndGet();
        }
        latency.recordValue((System.nanoTime() - since) / 1_000);
    }
}
