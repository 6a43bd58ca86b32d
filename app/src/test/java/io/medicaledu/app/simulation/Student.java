package io.medicaledu.app.simulation;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A student who books, pays in one of many ways, changes plans, and meets others who do the same. Driven by a seed. */
final class Student {

    private static final String GOOD = "4242424242424242";
    private static final List<String> BAD = List.of("4000000000000002", "4000000000009995");
    private static final List<String> ODD =
            List.of("4000000000005126", "4000000000007726", "4000000000000259", "4000000000001976");

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final World world;
    private final int number;
    private final SimulatedPlatform platform;
    private final Api anonymous;
    private final Person person;
    private final StubbornApi api;
    private final StubbornApi admin;
    private final Random random;
    private final Tally tally;
    private final AtTheProvider provider;
    private final Set<UUID> waitedFor = new LinkedHashSet<>();
    private String order = "";

    Student(World world, int number, SimulatedPlatform platform, Tally tally) {
        this.tally = tally;
        this.world = world;
        this.number = number;
        this.platform = platform;
        this.anonymous = platform.api();
        this.person = world.students().get(number);
        this.api = new StubbornApi(platform, person.api());
        this.admin = new StubbornApi(platform, world.admin().api());
        // The first numbers of a Random are alike for seeds that are close to each other.
        this.random = new Random(new SplittableRandom(world.seed() * 1_000 + number).nextLong());
        this.provider = new AtTheProvider(anonymous, admin, random, tally);
    }

    void live() {
        int bookings = 2 + random.nextInt(2);
        for (int i = 0; i < bookings; i++) {
            if (number == 0 && i == 1) {
                instructorCancelsSeries();
            }
            if (number == 1 && i == 1) {
                instructorMovesASession();
            }
            if (number == 2 && i == 1) {
                new Departure(platform, world, random, tally).perhaps();
            }
            UUID slot = slot();
            Api.Answer answer = book(slot);
            if (answer.status() == 201) {
                goOnWith(answer);
            } else if ("slot-full".equals(answer.code())) {
                waitFor(slot);
            }
        }
        waitedFor.forEach(this::takeWhatIsOffered);
    }

    private void goOnWith(Api.Answer booked) {
        pay(booked);
        UUID booking = id(booked);
        act(booking);
        if (random.nextInt(3) == 0) {
            act(booking);
        }
    }

    private void waitFor(UUID slot) {
        if (tally.count("wait", api.post(waitlist(slot), Map.of())).status() == 201) {
            waitedFor.add(slot);
        }
    }

    private void takeWhatIsOffered(UUID slot) {
        JsonNode waiting = api.get(waitlist(slot)).json();
        boolean isOffered = !waiting.path("offeredUntil").asString("").isEmpty();
        if (isOffered && random.nextInt(4) != 0) {
            Api.Answer answer = book(slot);
            if (answer.status() == 201) {
                tally.count("take an offer", answer);
                goOnWith(answer);
            }
        } else if (random.nextInt(3) == 0) {
            tally.count("leave a waitlist", api.delete(waitlist(slot)));
        }
    }

    private static String waitlist(UUID slot) {
        return "/api/slots/" + slot + "/waitlist";
    }

    /** Days before it, so that the days in which everything goes back are over when the sessions begin. */
    private void instructorMovesASession() {
        UUID slot = slot();
        StubbornApi instructor = new StubbornApi(platform, world.instructor().api());
        Api.Answer read = instructor.get("/api/slots/" + slot);
        if (read.status() != 200) {
            // Somebody else teaches the course by now, and it is not published.
            tally.count("look at a session", read);
            return;
        }
        Instant start = Instant.parse(read.get("startTimeUtc")).plus(Duration.ofHours(1 + random.nextInt(2)));
        tally.count("move a session", instructor.patch("/api/slots/" + slot, Map.of("startTimeUtc", start.toString())));
    }

    private void act(UUID booking) {
        switch (random.nextInt(14)) {
            case 0, 1 -> {
                cancel(booking);
                perhapsRefundComesBack(booking);
            }
            case 2, 3 -> reschedule(booking);
            case 4, 5 -> {
                adminRefunds(booking);
                perhapsRefundComesBack(booking);
            }
            case 6, 7, 8 -> atTheProvider(booking);
            case 9 -> instructorCancels(booking);
            default -> {
                // Stays with it.
            }
        }
    }

    private void perhapsRefundComesBack(UUID booking) {
        if (random.nextInt(3) == 0) {
            provider.refundComesBack(booking);
        }
    }

    private UUID slot() {
        return world.slots().get(random.nextInt(world.slots().size()));
    }

    private Api.Answer book(UUID slot) {
        Map<String, String> request = new HashMap<>(
                Map.of("slotId", slot.toString(), "provider", random.nextInt(3) == 0 ? "PayPal" : "Stripe"));
        if (random.nextInt(4) == 0) {
            request.put("promoCode", world.promoCode());
        }
        return tally.count("book", api.post("/api/bookings", request));
    }

    private static UUID id(Api.Answer answer) {
        return UUID.fromString(answer.get("bookingId"));
    }

    /** When too many wait already, the platform answers at once; then one asks again. */
    private JsonNode awaitCheckout(Api.Answer booked) {
        String path = "/api/bookings/" + id(booked) + "/payment?wait=20";
        JsonNode payment = api.getAfter(booked, path).json();
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (payment.path("checkoutUrl").asString("").isEmpty() && System.nanoTime() < patience) {
            StubbornApi.pause(PAUSE);
            payment = api.get(path).json();
        }
        return payment;
    }

    private void pay(Api.Answer booked) {
        order = "";
        if (random.nextInt(8) == 0) {
            return;
        }
        JsonNode payment = awaitCheckout(booked);
        String url = payment.path("checkoutUrl").asString("");
        if (url.isEmpty()) {
            tally.count(
                    "no checkout " + payment.path("status").asString(""),
                    api.get("/api/bookings/" + id(booked) + "/payment"));
            return;
        }
        if (payment.path("provider").asString().equals("PayPal")) {
            payByPayPal(url);
        } else {
            payByStripe(url);
        }
    }

    private void payByStripe(String url) {
        if (random.nextInt(5) == 0) {
            card(url, BAD.get(random.nextInt(BAD.size())));
        }
        switch (random.nextInt(8)) {
            case 0 -> card(url, ODD.get(random.nextInt(ODD.size())));
            case 1 -> {
                // Two tabs.
                card(url, GOOD);
                card(url, GOOD);
            }
            default -> card(url, GOOD);
        }
    }

    private void card(String url, String number) {
        tally.count("pay by card", api.again(() -> anonymous.postForm(url + "/pay", "card", number)));
    }

    private void payByPayPal(String url) {
        order = url.substring(url.lastIndexOf('/') + 1);
        String outcome = switch (random.nextInt(6)) {
            case 0 -> "declined";
            case 1 -> "pending";
            default -> "";
        };
        tally.count("approve", api.again(() -> anonymous.postForm(url + "/approve", "outcome", outcome)));
    }

    private void cancel(UUID booking) {
        tally.count(
                "cancel", api.post("/api/bookings/" + booking + "/cancellation", Map.of("reason", "changed my mind")));
    }

    private void instructorCancels(UUID booking) {
        new StubbornApi(platform, world.instructor().api())
                .post("/api/bookings/" + booking + "/cancellation", Map.of("reason", "ill"));
    }

    private void instructorCancelsSeries() {
        if (world.series().isPresent() && world.series().get().fate() == World.Fate.WHILE_IT_IS_BOOKED) {
            tally.count(
                    "cancel series",
                    new StubbornApi(platform, world.instructor().api())
                            .post(
                                    "/api/slot-series/" + world.series().get().id() + "/cancellation",
                                    Map.of("reason", "next term")));
        }
    }

    private void reschedule(UUID booking) {
        Map<String, String> request = Map.of("slotId", slot().toString());
        Api.Answer answer = tally.count("reschedule", api.post("/api/bookings/" + booking + "/reschedule", request));
        if (answer.status() == 201 && random.nextInt(4) != 0) {
            pay(answer);
        }
    }

    private void adminRefunds(UUID booking) {
        JsonNode payment = api.get("/api/bookings/" + booking + "/payment").json();
        String id = payment.path("paymentId").asString("");
        if (!id.isEmpty()) {
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                admin.post(
                        "/api/payments/" + id + "/refunds",
                        Map.of(
                                "amount",
                                World.money(500 + random.nextInt(3_000), world.currency()),
                                "reason",
                                "goodwill"));
            }
        }
    }

    private void atTheProvider(UUID booking) {
        JsonNode payment = api.get("/api/bookings/" + booking + "/payment").json();
        String id = payment.path("paymentId").asString("");
        if (!id.isEmpty()) {
            provider.something(UUID.fromString(id), order);
        }
    }
}
