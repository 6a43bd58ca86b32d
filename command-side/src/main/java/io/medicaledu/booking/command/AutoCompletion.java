package io.medicaledu.booking.command;

import io.medicaledu.booking.api.BookingCommand.CompleteBooking;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.command.Commands;
import io.medicaledu.shared.command.RequestContext;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Counts sessions as held that nobody has marked a day after their end. Safe on several nodes: repeating changes nothing. */
@Component
class AutoCompletion {

    private static final Logger LOG = LoggerFactory.getLogger(AutoCompletion.class);
    private static final int BATCH = 500;

    private final BookingClaims claims;
    private final Commands commands;
    private final BookingProperties properties;
    private final Clock clock;

    AutoCompletion(BookingClaims claims, Commands commands, BookingProperties properties, Clock clock) {
        this.claims = claims;
        this.commands = commands;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${medicaledu.booking.auto-complete-interval:30s}", initialDelayString = "10s")
    void completeUnmarked() {
        RequestContext.bind(RequestContext.ofProcess("auto-completion", null));
        try {
            claims.endedBefore(clock.instant().minus(properties.autoCompleteAfter()), BATCH)
                    .forEach(this::complete);
        } finally {
            RequestContext.bind(null);
        }
    }

    private void complete(UUID bookingId) {
        try {
            commands.send(new CompleteBooking(bookingId, null));
        } catch (Problem problem) {
            LOG.info("Booking {} is not completed by itself: {}", bookingId, problem.detail());
        }
    }
}
