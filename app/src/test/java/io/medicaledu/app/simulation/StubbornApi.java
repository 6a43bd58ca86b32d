package io.medicaledu.app.simulation;

import io.medicaledu.app.support.Api;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/** A client that does not give up while the platform is away, and repeats commands with the same key until they are answered. */
final class StubbornApi {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final SimulatedPlatform platform;
    private final Api api;

    StubbornApi(SimulatedPlatform platform, Api api) {
        this.platform = platform;
        this.api = api;
    }

    Api.Answer get(String path) {
        return untilAnswered(() -> api.get(path));
    }

    /** Sees at least what the command has done. */
    Api.Answer getAfter(Api.Answer command, String path) {
        String token = command.header("Consistency-Token");
        Api consistent = token == null ? api : api.with("Consistency-Token", token);
        return untilAnswered(() -> consistent.get(path));
    }

    Api.Answer post(String path, Object body) {
        Api keyed = api.with("Idempotency-Key", UUID.randomUUID().toString());
        return untilAnswered(() -> keyed.post(path, body));
    }

    /** For changes that are the same when they are made twice. */
    Api.Answer patch(String path, Object body) {
        return untilAnswered(() -> api.patch(path, body));
    }

    Api.Answer put(String path) {
        return untilAnswered(() -> api.put(path));
    }

    Api.Answer delete(String path) {
        return untilAnswered(() -> api.delete(path));
    }

    /** For what is refused by itself the second time, e.g. on a provider's page. */
    Api.Answer again(Supplier<Api.Answer> call) {
        return untilAnswered(call);
    }

    /** For what has no idempotency key: answered or not, it is done once. */
    void once(Runnable call) {
        try {
            call.run();
        } catch (UncheckedIOException e) {
            // The platform was killed meanwhile; a person would look what became of it.
        }
    }

    private Api.Answer untilAnswered(Supplier<Api.Answer> call) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = "not reached";
        while (System.nanoTime() < deadline) {
            try {
                Api.Answer answer = call.get();
                if (answer.status() < 500) {
                    return answer;
                }
                last = answer.text();
            } catch (UncheckedIOException e) {
                last = e.toString();
            }
            platform.awaitUp();
            pause(PAUSE);
        }
        throw new AssertionError("No answer within " + PATIENCE + "; the last one was " + last);
    }

    static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
