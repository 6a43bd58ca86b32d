package io.medicaledu.app.simulation;

import io.medicaledu.app.support.Api;
import java.util.Map;
import java.util.Random;

/** An instructor gives the course to a colleague, or leaves while students book: by handing over, or by cancelling. */
final class Departure {

    private final World world;
    private final StubbornApi colleague;
    private final StubbornApi instructor;
    private final StubbornApi admin;
    private final Random random;
    private final Tally tally;

    Departure(SimulatedPlatform platform, World world, Random random, Tally tally) {
        this.world = world;
        this.colleague = new StubbornApi(platform, world.colleague().api());
        this.instructor = new StubbornApi(platform, world.instructor().api());
        this.admin = new StubbornApi(platform, world.admin().api());
        this.random = random;
        this.tally = tally;
    }

    void perhaps() {
        switch (random.nextInt(8)) {
            case 0 -> handOver(instructor);
            case 1 ->
                leave(Map.of("active", false, "handOverTo", world.colleague().id()));
            case 2 -> {
                // Nobody has said what becomes of the students, if there are any.
                if (leave(Map.of("active", false))) {
                    goOnWithColleague();
                }
            }
            case 3 -> {
                if (leave(Map.of("active", false, "cancelBookings", true))) {
                    goOnWithColleague();
                }
            }
            default -> {
                // Stays.
            }
        }
    }

    private boolean leave(Map<String, ?> how) {
        Api.Answer answer = tally.count(
                "leave " + String.join(" ", how.keySet().stream().sorted().toList()),
                admin.patch("/api/users/" + world.instructor().id(), how));
        boolean hasLeft = answer.status() == 204;
        if (hasLeft && how.containsKey("handOverTo")) {
            world.lead().set(world.colleague());
        }
        return hasLeft;
    }

    private void goOnWithColleague() {
        handOver(admin);
        tally.count("publish again", colleague.put("/api/courses/" + world.course() + "/publication"));
    }

    private void handOver(StubbornApi by) {
        Api.Answer answer = tally.count(
                "hand over",
                by.post(
                        "/api/courses/" + world.course() + "/handover",
                        Map.of("instructorId", world.colleague().id())));
        if (answer.status() == 204) {
            world.lead().set(world.colleague());
        }
    }
}
