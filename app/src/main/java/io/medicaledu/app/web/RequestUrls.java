package io.medicaledu.app.web;

import io.medicaledu.identity.command.AccountUrls;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.command.PublicUrls;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Addresses of this installation; the port is known once the server listens. */
@Component
class RequestUrls implements PublicUrls, AccountUrls {

    private final WebProperties properties;
    private final Environment environment;

    RequestUrls(WebProperties properties, Environment environment) {
        this.properties = properties;
        this.environment = environment;
    }

    @Override
    public String booking(UUID bookingId) {
        return base() + "/api/bookings/" + bookingId;
    }

    @Override
    public String calendar(String token) {
        return base() + "/api/users/me/calendar.ics?token=" + token;
    }

    @Override
    public @Nullable String sandbox(PaymentProvider provider) {
        return environment.getProperty("medicaledu.sandbox.enabled", Boolean.class, false)
                ? local() + "/sandbox/" + provider.name().toLowerCase(Locale.ROOT)
                : null;
    }

    private String base() {
        return properties.publicBaseUrl() == null ? local() : properties.publicBaseUrl();
    }

    private String local() {
        String port = environment.getProperty("local.server.port");
        if (port == null) {
            throw new IllegalStateException("The server does not listen yet");
        }
        return "http://localhost:" + port;
    }
}
