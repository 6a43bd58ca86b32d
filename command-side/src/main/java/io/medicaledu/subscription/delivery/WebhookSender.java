package io.medicaledu.subscription.delivery;

import io.medicaledu.kernel.feed.EventFeed.Event;
import io.medicaledu.kernel.outbound.OutboundHttp;
import io.medicaledu.kernel.queue.BackOff;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.command.Commands;
import io.medicaledu.subscription.api.PauseReason;
import io.medicaledu.subscription.api.SubscriptionCommand.PauseSubscription;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends one event to one subscriber, and notes how it went. */
@Component
class WebhookSender {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int GONE = 410;

    private final OutboundHttp http;
    private final Claims claims;
    private final Commands commands;
    private final Clock clock;
    private final BackOff backOff;
    private final Duration giveUpAfter;

    WebhookSender(OutboundHttp http, Claims claims, Commands commands, Clock clock, SubscriptionProperties properties) {
        this.http = http;
        this.claims = claims;
        this.commands = commands;
        this.clock = clock;
        this.backOff = new BackOff(FIRST_PAUSE, properties.longestPause());
        this.giveUpAfter = properties.giveUpAfter();
    }

    /**
     * @param attempts how often this event has failed before
     * @return whether it was taken, and the subscription is still ours
     */
    boolean send(Claim claim, Event event, int attempts) {
        Webhook webhook = Webhook.of(claim.subscriptionId(), event);
        String error;
        PauseReason pause = null;
        try {
            int status = http.post(claim.url(), webhook.headers(claim.secret(), clock.instant()), webhook.body());
            if (status >= 200 && status < 300) {
                return claims.taken(claim, event.position());
            }
            error = "The receiver has answered " + status;
            pause = status == GONE ? PauseReason.ReceiverGone : null;
        } catch (IOException e) {
            error = e.toString();
        } catch (Problem e) {
            error = e.detail();
        }
        fail(claim, error, attempts + 1, pause);
        return false;
    }

    private void fail(Claim claim, String error, int attempts, @Nullable PauseReason pause) {
        Optional<Instant> since = claims.failed(claim, error, backOff.after(attempts));
        if (since.isEmpty()) {
            return;
        }
        boolean isOver = !clock.instant().isBefore(since.get().plus(giveUpAfter));
        if (pause != null || isOver) {
            commands.send(
                    new PauseSubscription(claim.subscriptionId(), pause == null ? PauseReason.Unreachable : pause));
        }
    }
}
