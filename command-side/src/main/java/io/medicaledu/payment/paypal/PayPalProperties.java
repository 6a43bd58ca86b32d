package io.medicaledu.payment.paypal;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * The account at PayPal.
 *
 * @param clientId of the REST app; without it PayPal is not offered
 * @param clientSecret of that app
 * @param webhookIds ids of the webhook, as PayPal shows them; two while one is being replaced
 * @param apiBase another address than PayPal's live one; the demo sets the sandbox
 * @param connectTimeout for each call
 * @param readTimeout for each call
 * @param webhookTolerance how old a transmission may be. PayPal tries an event again for three days and signs it once, so
 *     that a shorter time would refuse what was missed during an outage; a repeated event changes nothing
 * @param clockSkew how far in the future a transmission's time may be
 * @param certificateHosts from which the signer's certificate may come, by HTTPS
 * @param trustedCa PEM certificates to trust instead of those that Java brings along
 * @param booksLag after which transaction search surely knows of a transaction; PayPal says three hours at most
 */
@ConfigurationProperties("medicaledu.paypal")
public record PayPalProperties(
        @Nullable String clientId,
        @Nullable String clientSecret,
        @DefaultValue List<String> webhookIds,
        @Nullable String apiBase,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("20s") Duration readTimeout,
        @DefaultValue("4d") Duration webhookTolerance,
        @DefaultValue("5m") Duration clockSkew,

        @DefaultValue({"api.paypal.com", "api-m.paypal.com", "api.sandbox.paypal.com", "api-m.sandbox.paypal.com"})
        List<String> certificateHosts,

        @Nullable Resource trustedCa,
        @DefaultValue("3h") Duration booksLag) {

    @Override
    public String toString() {
        return "PayPalProperties[apiBase=" + apiBase + "]";
    }
}
