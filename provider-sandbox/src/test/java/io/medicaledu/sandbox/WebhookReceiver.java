package io.medicaledu.sandbox;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.net.Webhook;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The platform's side of the webhooks: takes what stripe-java finds rightly signed. */
@RestController
class WebhookReceiver {

    static final String SECRET = "whsec_test";

    /** What arrived; refused is true if the receiver did not take it. */
    record Received(Event event, boolean refused) {}

    final List<Received> received = new CopyOnWriteArrayList<>();
    final AtomicInteger wronglySigned = new AtomicInteger();
    final AtomicInteger failures = new AtomicInteger();

    @PostMapping("/webhooks/stripe")
    ResponseEntity<String> receive(
            @RequestBody String payload,
            @RequestHeader("Stripe-Signature") String signature,
            @RequestHeader("Content-Type") String contentType) {
        if (!contentType.equalsIgnoreCase("application/json; charset=utf-8")) {
            return ResponseEntity.status(HttpStatus.UNSUPPORTED_MEDIA_TYPE).build();
        }
        try {
            Event event = Webhook.constructEvent(payload, signature, SECRET);
            boolean refuse = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            received.add(new Received(event, refuse));
            return ResponseEntity.status(refuse ? 500 : 200).build();
        } catch (SignatureVerificationException e) {
            wronglySigned.incrementAndGet();
            return ResponseEntity.badRequest().build();
        }
    }

    /** Ids of the events of that type that tell about the object, in the order of their arrival. */
    List<String> eventIds(String type, String objectId) {
        return received.stream()
                .map(Received::event)
                .filter(event -> event.getType().equals(type))
                .filter(event -> event.getDataObjectDeserializer().getRawJson().contains(objectId))
                .map(Event::getId)
                .toList();
    }
}
