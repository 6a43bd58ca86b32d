package io.medicaledu.benchmarks;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Rebuilds all projections at once from the whole stream. */
final class Rebuild {

    private static final List<String> PROJECTIONS = List.of(
            "users",
            "courses",
            "availability-slots",
            "slot-cancellations",
            "bookings",
            "payments",
            "receipts",
            "enrollments",
            "promo-codes",
            "ratings",
            "notifications",
            "audit-logs",
            "ledger");

    private final PlatformProcess platform;
    private final Http http;
    private final String admin;

    Rebuild(PlatformProcess platform, Http http) throws Exception {
        this.platform = platform;
        this.http = http;
        this.admin = http.logInAsAdmin();
    }

    /**
     * What a rebuild has cost.
     *
     * @param saidItWasDone whether {@code GET …/rebuild} stopped saying {@code replaying}, without a further event
     */
    record Result(
            long events,
            double seconds,
            double jvmMillisPerEvent,
            double postgresMillisPerEvent,
            boolean saidItWasDone,
            int projections) {}

    Result run(long events) throws Exception {
        Counts before = platform.counts();
        for (String projection : PROJECTIONS) {
            HttpResponse<String> answer = http.post(admin, "/api/projections/" + projection + "/rebuild", "");
            if (answer.statusCode() != 202) {
                throw new IllegalStateException(projection + ": " + answer.statusCode() + " " + answer.body());
            }
        }
        for (String projection : PROJECTIONS) {
            await(projection, "\"lag\":0,");
        }
        Counts cost = platform.counts().minus(before);
        boolean told = true;
        for (String projection : PROJECTIONS) {
            told = told && saysItIsDone(projection);
        }
        return new Result(
                events,
                cost.seconds(),
                cost.jvmMillis() / events,
                cost.postgresMillis() / events,
                told,
                PROJECTIONS.size());
    }

    private void await(String projection, String answer) throws Exception {
        while (!progress(projection).contains(answer)) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean saysItIsDone(String projection) throws Exception {
        for (int i = 0; i < 20; i++) {
            if (progress(projection).contains("\"replaying\":false")) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return false;
    }

    private String progress(String projection) throws Exception {
        return http.get(admin, "/api/projections/" + projection + "/rebuild").body();
    }
}
