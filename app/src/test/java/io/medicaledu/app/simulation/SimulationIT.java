package io.medicaledu.app.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.Scenario.Person;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thousands of bookings through every fault of the providers, kills of the platform and jumps of the clock; then the books
 * are checked. {@code -Dsimulation.first=…} and {@code -Dsimulation.seeds=…} choose the seeds; what a seed does is the same
 * each time, how its steps interleave with others' is not.
 */
class SimulationIT {

    private static final Logger LOG = LoggerFactory.getLogger(SimulationIT.class);
    private static final long FIRST = Long.getLong("simulation.first", 1);
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 200);
    private static final int AT_ONCE = Integer.getInteger("simulation.at-once", 67);
    private static final int PEOPLE = 60;
    private static final int DAYS = 2;
    private static final Duration FIRST_SESSIONS = Duration.ofDays(5).plusHours(3);
    private static final Duration REST = Duration.ofMinutes(3);

    @Test
    void noMoneyAndNoSeatIsLostOrDoubledWhateverHappens() throws Exception {
        Path directory = Files.createTempDirectory(Path.of("target"), "simulation-");
        Instant start = Instant.now();
        try (SimulatedPlatform platform = new SimulatedPlatform(directory)) {
            for (long first = FIRST; first < FIRST + SEEDS; first += AT_ONCE) {
                simulate(platform, first, Math.min(first + AT_ONCE, FIRST + SEEDS));
            }
            report(platform, Duration.between(start, Instant.now()));
            assertThat(platform.log()).doesNotContain("ERROR");
        }
    }

    private final Tally tally = new Tally();
    /** What happened in earlier rounds goes on, and must still hold. */
    private final List<World> all = new ArrayList<>();

    private void simulate(SimulatedPlatform platform, long from, long until) throws Exception {
        Instant now = platform.now();
        List<Person> people = all(IntStream.range(0, PEOPLE)
                .<Callable<Person>>mapToObj(number -> () -> World.student(platform.api(), number)));
        List<World> worlds = all(LongStream.range(from, until)
                .<Callable<World>>mapToObj(seed -> () -> World.create(seed, platform.api(), people, now)));
        all.addAll(worlds);
        Instant begun = Instant.now();
        Random random = new Random(from);
        armFaults(platform, from);
        try (ExecutorService lives = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (World world : worlds) {
                for (int number = 0; number < World.STUDENTS; number++) {
                    Student student = new Student(world, number, platform, tally);
                    running.add(lives.submit(student::live));
                }
            }
            TimeUnit.MILLISECONDS.sleep(2_000 + random.nextInt(6_000));
            platform.killAndRestart();
            armFaults(platform, from + 1);
            platform.advance(Duration.ofMinutes(random.nextInt(12)));
            for (Future<?> life : running) {
                life.get();
            }
        }
        Instant played = Instant.now();
        comeToRest(platform, all, random);
        new Books(platform.jdbc()).check(all, platform.now());
        Instant rested = Instant.now();
        letSessionsBegin(platform, worlds, now, random);
        LOG.info(
                "Seeds {} to {}: played for {} s, at rest after {} s, sessions and rest again {} s",
                from,
                until - 1,
                Duration.between(begun, played).toSeconds(),
                Duration.between(played, rested).toSeconds(),
                Duration.between(rested, Instant.now()).toSeconds());
        new Books(platform.jdbc()).check(all, platform.now());
    }

    /** Slots begin five days after the round, one a day; each day some of them are over, some are on, some are near. */
    private void letSessionsBegin(SimulatedPlatform platform, List<World> worlds, Instant round, Random random)
            throws Exception {
        for (int day = 0; day < DAYS; day++) {
            Instant next = round.plus(FIRST_SESSIONS).plus(Duration.ofHours(35L * day));
            platform.advance(Duration.between(platform.now(), next));
            armFaults(platform, random.nextInt());
            int today = day;
            all(worlds.stream().<Callable<World>>map(world -> () -> {
                new Sessions(platform, world, today, tally).goOn();
                return world;
            }));
            comeToRest(platform, all, random);
        }
    }

    private static <T> List<T> all(Stream<Callable<T>> tasks) throws Exception {
        try (ExecutorService several = Executors.newFixedThreadPool(8)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : several.invokeAll(tasks.toList())) {
                results.add(result.get());
            }
            return results;
        }
    }

    private static void armFaults(SimulatedPlatform platform, long seed) {
        Api.Answer armed = platform.api().post("/sandbox/faults/random", Map.of("seed", seed, "probability", 0.15));
        assertThat(armed.status()).as(armed.text()).isBetween(200, 204);
    }

    /** The faults end, holds run out, what was lost is found by reconciliation; then nothing is under way any more. */
    private static void comeToRest(SimulatedPlatform platform, List<World> worlds, Random random) {
        assertThat(platform.api().delete("/sandbox/faults").status()).isEqualTo(204);
        Settling settling = new Settling(platform);
        settling.decideWhatIsOpenAtTheProvider(random);
        for (int i = 0; i < 3; i++) {
            platform.advance(Duration.ofMinutes(16));
            awaitRest(settling);
        }
        settling.banksThinkAgain(random);
        awaitRest(settling);
        settling.refundOnceMoreWhatCameBack(worlds);
        settling.decideWhatIsOpenAtTheProvider(random);
        awaitRest(settling);
        settling.reconcile();
        awaitRest(settling);
        settling.ledgerIsBalanced();
        settling.reconciliationFindsNothing();
    }

    private static void awaitRest(Settling settling) {
        await().atMost(REST).pollInterval(Duration.ofMillis(500)).untilAsserted(settling::nothingIsUnderWay);
    }

    private void report(SimulatedPlatform platform, Duration took) {
        Map<String, Object> figures = platform.jdbc().sql("""
                        SELECT (SELECT count(*) FROM read_model.bookings b JOIN read_model.courses c ON c.id = b.course_id
                                WHERE c.category = 'Simulation') AS bookings,
                               (SELECT count(*) FROM read_model.bookings WHERE status = 1) AS confirmed,
                               (SELECT count(*) FROM read_model.payments WHERE refund_of_payment_id IS NOT NULL) AS refunds,
                               (SELECT count(*) FROM event_store.domain_events) AS events""").query().singleRow();
        LOG.info("{} seeds in {} s: {}; {}", SEEDS, took.toSeconds(), figures, tally);
    }
}
