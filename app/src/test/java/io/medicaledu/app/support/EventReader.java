package io.medicaledu.app.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a stream of server-sent events, as a browser does. */
public final class EventReader implements AutoCloseable {

    private final InputStream body;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    private EventReader(InputStream body) {
        this.body = body;
        Thread.ofPlatform().daemon().start(this::read);
    }

    /** One event of the stream. */
    public record Message(String id, String event, JsonNode data) {}

    /** A stream, or why there is none. */
    public record Opened(
            int status,
            @Nullable String retryAfter,
            @Nullable EventReader reader) {}

    public static Opened tryOpen(String url, String token, @Nullable String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try {
            HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            EventReader reader = answer.statusCode() == 200 ? new EventReader(answer.body()) : null;
            return new Opened(
                    answer.statusCode(),
                    answer.headers().firstValue("Retry-After").orElse(null),
                    reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalStateException if it is not opened */
    public static EventReader open(String url, String token, @Nullable String lastEventId) {
        Opened opened = tryOpen(url, token, lastEventId);
        if (opened.reader() == null) {
            throw new IllegalStateException("Answered " + opened.status());
        }
        return opened.reader();
    }

    private void read() {
        String id = "";
        String event = "";
        StringBuilder data = new StringBuilder();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    event = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5));
                } else if (line.startsWith(":")) {
                    comments.add(line.substring(1));
                } else if (line.isEmpty() && !data.isEmpty()) {
                    messages.add(new Message(id, event, JsonMapper.shared().readTree(data.toString())));
                    data.setLength(0);
                }
            }
        } catch (IOException e) {
            // The reader has left, or the server has.
        } finally {
            ended = true;
        }
    }

    public List<Message> messages() {
        return messages;
    }

    public List<String> ids() {
        return messages.stream().map(Message::id).toList();
    }

    public List<String> comments() {
        return comments;
    }

    public boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
