package io.medicaledu.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The platform's API as a client of it. */
final class Http {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    Http(String url) {
        this.url = url;
    }

    String logInAsAdmin() throws Exception {
        return logIn("admin@medicaledu.example", "medicaledu-demo");
    }

    String logIn(String email, String password) throws Exception {
        return field(
                post(null, "/api/auth/sessions", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password)),
                "token");
    }

    HttpResponse<String> post(@Nullable String token, String path, String body) throws Exception {
        return send(request(token, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> put(String token, String path) throws Exception {
        return send(
                request(token, path).PUT(HttpRequest.BodyPublishers.noBody()).build());
    }

    HttpResponse<String> get(String token, String path) throws Exception {
        return send(request(token, path).build());
    }

    HttpRequest.Builder request(@Nullable String token, String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofMinutes(2));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** The first text field of that name. */
    static String field(HttpResponse<String> response, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(response.body());
        if (!matcher.find()) {
            throw new IllegalStateException("No " + name + " in " + response.statusCode() + " " + response.body());
        }
        return matcher.group(1);
    }
}
