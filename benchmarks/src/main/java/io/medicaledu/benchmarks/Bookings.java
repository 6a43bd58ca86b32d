package io.medicaledu.benchmarks;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Bookings over HTTP, as students make them. */
final class Bookings {

    /** How often a student waits for what has not come yet. */
    private static final int PATIENCE = 4;

    private final Http http;
    private final Places places;

    Bookings(Http http, Places places) {
        this.http = http;
        this.places = places;
    }

    /** Asks for a booking; true if the answer is 201. */
    boolean request() throws Exception {
        return request(places.next()).statusCode() == 201;
    }

    /** Asks for a booking, pays it on the provider's page and waits until it is confirmed. */
    boolean confirmed() throws Exception {
        Places.Place place = places.next();
        HttpResponse<String> booked = request(place);
        return booked.statusCode() == 201 && payAndAwait(place.token(), booked);
    }

    private HttpResponse<String> request(Places.Place place) throws Exception {
        return http.post(
                place.token(), "/api/bookings", "{\"slotId\":\"" + place.slotId() + "\",\"provider\":\"Stripe\"}");
    }

    private boolean payAndAwait(String token, HttpResponse<String> booked) throws Exception {
        String path = "/api/bookings/" + Http.field(booked, "bookingId");
        HttpRequest.Builder payment = http.request(token, path + "/payment?wait=15")
                .header(
                        "Consistency-Token",
                        booked.headers().firstValue("Consistency-Token").orElseThrow());
        HttpResponse<String> opened = awaitAnswer(payment, "\"checkoutUrl\":\"");
        if (opened == null) {
            return false;
        }
        http.send(HttpRequest.newBuilder(URI.create(Http.field(opened, "checkoutUrl") + "/pay"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("card=4242424242424242"))
                .build());
        return awaitAnswer(http.request(token, path + "?wait=15"), "\"status\":\"Confirmed\"") != null;
    }

    private @Nullable HttpResponse<String> awaitAnswer(HttpRequest.Builder request, String content) throws Exception {
        for (int i = 0; i < PATIENCE; i++) {
            HttpResponse<String> answer = http.send(request.build());
            if (answer.body().contains(content)) {
                return answer;
            }
        }
        return null;
    }
}
