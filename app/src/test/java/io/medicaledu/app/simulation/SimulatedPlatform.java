package io.medicaledu.app.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.Platform;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The packaged platform in a process of its own, which can be killed, and whose clock can be put forward. */
final class SimulatedPlatform implements AutoCloseable {

    private final Path directory;
    private final int port = Platform.freePort();
    private final int databasePort = Platform.freePort();
    private Duration offset = Duration.ZERO;
    private volatile CountDownLatch up = new CountDownLatch(0);
    private Platform process;

    SimulatedPlatform(Path directory) {
        this.directory = directory;
        this.process = start();
    }

    private Platform start() {
        return Platform.start(
                directory,
                port,
                databasePort,
                "--medicaledu.booking.hold=15m",
                "--medicaledu.booking.most-unpaid=0",
                "--medicaledu.booking.auto-complete-interval=2s",
                "--medicaledu.clock.adjustable=true",
                "--medicaledu.clock.offset=" + offset,
                "--medicaledu.payment.outbox.max-back-off=2s",
                "--medicaledu.payment.reconciliation.settle-time=0s",
                "--medicaledu.paypal.books-lag=0s",
                "--medicaledu.stripe.read-timeout=2s",
                "--medicaledu.paypal.read-timeout=2s");
    }

    /** Its address stays the same over all its lives. */
    Api api() {
        return new Api("http://localhost:" + port);
    }

    JdbcClient jdbc() {
        return JdbcClient.create(new DriverManagerDataSource(
                "jdbc:postgresql://localhost:" + databasePort + "/medicaledu", "medicaledu", ""));
    }

    /** As kill -9, and started again on the same data, at the same simulated time. */
    void killAndRestart() {
        up = new CountDownLatch(1);
        process.kill();
        process = start();
        up.countDown();
    }

    /** While it is away, its clients leave it the processor to start with. */
    void awaitUp() {
        try {
            up.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Instant now() {
        return Instant.now().plus(offset);
    }

    void advance(Duration by) {
        Api.Answer answer = api().post("/sandbox/clock", Map.of("advance", by.toString()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        offset = Duration.parse(answer.get("offset"));
    }

    /** All that it has logged over all its lives. */
    String log() {
        return process.log();
    }

    @Override
    public void close() {
        process.close();
    }
}
