package io.medicaledu.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Students who book slots over HTTP. Each pair of student and time is used once, so every request is one that has to
 * succeed.
 */
final class Bookings {

    private static final String PASSWORD = "benchmark-password";
    private static final List<String> PROJECTIONS =
            List.of("users", "courses", "availability-slots", "bookings", "payments", "enrollments");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final List<Place> places = new ArrayList<>();
    private final AtomicInteger used = new AtomicInteger();

    private record Place(String token, String slotId) {}

    private Bookings(String url) {
        this.url = url;
    }

    /** Makes as many students and instructors as there are lanes, and for each of them the given number of slots. */
    static Bookings prepare(String url, int lanes, int slotsPerLane) throws Exception {
        Bookings bookings = new Bookings(url);
        String admin = bookings.logIn("admin@medicaledu.example", "medicaledu-demo");
        Instant first = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(60));
        List<List<Place>> byLane = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            byLane.add(new ArrayList<>());
        }
        Load.run(8, lanes, lane -> {
            String student = bookings.person(admin, "Student", lane);
            String instructor = bookings.person(admin, "Instructor", lane);
            String course = bookings.publishedCourse(instructor);
            for (int i = 0; i < slotsPerLane; i++) {
                Instant start = first.plus(Duration.ofHours(i));
                String slot = field(
                        bookings.post(
                                instructor,
                                "/api/courses/" + course + "/slots",
                                "{\"startTimeUtc\":\"" + start + "\",\"endTimeUtc\":\"" + start.plusSeconds(3_600)
                                        + "\"}"),
                        "slotId");
                byLane.get(lane).add(new Place(student, slot));
            }
            return true;
        });
        for (int i = 0; i < slotsPerLane; i++) {
            for (List<Place> lane : byLane) {
                bookings.places.add(lane.get(i));
            }
        }
        Report.progress("prepared " + bookings.places.size() + " slots for " + lanes + " students");
        return bookings;
    }

    private String person(String admin, String role, int number) throws Exception {
        String email = role.toLowerCase(Locale.ROOT) + number + "@benchmark.example";
        post(
                admin,
                "/api/users",
                "{\"email\":\"%s\",\"password\":\"%s\",\"displayName\":\"B\",\"role\":\"%s\",\"timeZone\":\"UTC\"}"
                        .formatted(email, PASSWORD, role));
        return logIn(email, PASSWORD);
    }

    private String publishedCourse(String instructor) throws Exception {
        String course = field(
                post(
                        instructor,
                        "/api/courses",
                        "{\"title\":\"B\",\"price\":{\"amount\":\"45.00\",\"currency\":\"USD\"}}"),
                "courseId");
        send(request(instructor, "/api/courses/" + course + "/publication")
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build());
        return course;
    }

    private String logIn(String email, String password) throws Exception {
        return field(
                post(null, "/api/auth/sessions", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password)),
                "token");
    }

    /** @param confirm pay, and wait until the booking is confirmed */
    Report.LoadResult run(int clients, int amount, boolean confirm) throws Exception {
        return Load.run(clients, amount, number -> {
            Place place = places.get(used.getAndIncrement());
            HttpResponse<String> booked = post(
                    place.token(), "/api/bookings", "{\"slotId\":\"" + place.slotId() + "\",\"provider\":\"Stripe\"}");
            return booked.statusCode() == 201 && (!confirm || payAndAwait(place.token(), booked));
        });
    }

    private boolean payAndAwait(String token, HttpResponse<String> booked) throws Exception {
        String booking = field(booked, "bookingId");
        HttpResponse<String> payment = send(request(token, "/api/bookings/" + booking + "/payment?wait=30")
                .header(
                        "Consistency-Token",
                        booked.headers().firstValue("Consistency-Token").orElseThrow())
                .build());
        send(HttpRequest.newBuilder(URI.create(field(payment, "checkoutUrl") + "/pay"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("card=4242424242424242"))
                .build());
        for (int i = 0; i < 4; i++) {
            if (get(token, "/api/bookings/" + booking + "?wait=15").body().contains("\"status\":\"Confirmed\"")) {
                return true;
            }
        }
        return false;
    }

    /** Rebuilds all read tables at once and waits for the last of them. */
    Duration replayAll(Database database) throws Exception {
        String admin = logIn("admin@medicaledu.example", "medicaledu-demo");
        long begin = System.nanoTime();
        for (String projection : PROJECTIONS) {
            post(admin, "/api/projections/" + projection + "/rebuild", "");
        }
        String caughtUp = "\"lag\":0,\"running\":true,\"replaying\":false";
        for (String projection : PROJECTIONS) {
            while (!get(admin, "/api/projections/" + projection + "/rebuild")
                    .body()
                    .contains(caughtUp)) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private HttpRequest.Builder request(@Nullable String token, String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofMinutes(2));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> post(@Nullable String token, String path, String body) throws Exception {
        return send(request(token, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpResponse<String> get(String token, String path) throws Exception {
        return send(request(token, path).build());
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String field(HttpResponse<String> response, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(response.body());
        if (!matcher.find()) {
            throw new IllegalStateException("No " + name + " in " + response.statusCode() + " " + response.body());
        }
        return matcher.group(1);
    }
}
