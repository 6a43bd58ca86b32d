package io.medicaledu.benchmarks;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Bookings over HTTP, as students make them. */
final class Bookings {

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
        String booking = Http.field(booked, "bookingId");
        HttpResponse<String> payment = http.send(http.request(token, "/api/bookings/" + booking + "/payment?wait=30")
                .header(
                        "Consistency-Token",
                        booked.headers().firstValue("Consistency-Token").orElseThrow())
                .build());
        http.send(HttpRequest.newBuilder(URI.create(Http.field(payment, "checkoutUrl") + "/pay"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("card=4242424242424242"))
                .build());
        for (int i = 0; i < 4; i++) {
            if (http.get(token, "/api/bookings/" + booking + "?wait=15")
                    .body()
                    .contains("\"status\":\"Confirmed\"")) {
                return true;
            }
        }
        return false;
    }
}
