package io.medicaledu.app.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who has not signed in, at a loopback address of their own. */
public final class Visitor {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final AtomicInteger ADDRESSES = new AtomicInteger(20);

    private final String base;
    private final String address = "127.0.77." + ADDRESSES.incrementAndGet();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .localAddress(InetAddress.ofLiteral(address))
            .build();

    /** @param url of the platform, by the name {@code localhost} */
    public Visitor(String url) {
        this.base = url.replace("localhost", "127.0.0.1");
    }

    /** From where the platform sees requests come. */
    public String address() {
        return address;
    }

    public String program() {
        return "visitor/" + address;
    }

    public Api.Answer post(String path, Object body) {
        return answer(send(path, body).join());
    }

    /** The same request many times at once. */
    public List<Api.Answer> postAtOnce(int times, String path, Object body) {
        List<CompletableFuture<HttpResponse<String>>> answers =
                IntStream.range(0, times).mapToObj(each -> send(path, body)).toList();
        return answers.stream()
                .map(CompletableFuture::join)
                .map(Visitor::answer)
                .toList();
    }

    public Api.Answer logIn(String email, String password) {
        return post("/api/auth/sessions", Map.of("email", email, "password", password));
    }

    private CompletableFuture<HttpResponse<String>> send(String path, Object body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .header("User-Agent", program())
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).exceptionally(failure -> {
            throw new UncheckedIOException(new IOException(path, failure));
        });
    }

    private static Api.Answer answer(HttpResponse<String> response) {
        return new Api.Answer(response.statusCode(), response.body(), response);
    }
}
