package io.medicaledu.sandbox.webhook;

import java.net.URI;
import java.util.Map;

/** How one provider's events go out; there is one for each. */
public interface WebhookSigning {

    Provider provider();

    /** Where the events go. */
    URI target();

    /** The headers of one attempt, the signature among them. */
    Map<String, String> headers(String body);

    /** As {@link #headers}, with a signature that the receiver must refuse. */
    Map<String, String> wrongHeaders(String body);
}
