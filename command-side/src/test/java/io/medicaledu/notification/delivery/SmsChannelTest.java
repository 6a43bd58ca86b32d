package io.medicaledu.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.medicaledu.identity.api.Channel;
import io.medicaledu.notification.api.NotificationType;
import io.medicaledu.notification.command.Contacts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text messages go out as the service expects them, and its refusals are understood. */
class SmsChannelTest {

    private final AtomicReference<String> received = new AtomicReference<>("");
    private final AtomicInteger answer = new AtomicInteger(201);
    private final Delivery delivery = new Delivery(
            UUID.randomUUID(),
            Channel.Sms,
            UUID.randomUUID(),
            NotificationType.SessionReminder,
            "Soon",
            "At nine",
            1,
            null);
    private HttpServer service;
    private SmsChannel channel;

    @BeforeEach
    void setUp() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            received.set(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(answer.get(), -1);
            exchange.close();
        });
        service.start();
        String base = "http://localhost:" + service.getAddress().getPort();
        channel = new SmsChannel(new NotificationProperties(
                "x@example.org", 8, 1, new NotificationProperties.Sms("AC1", "secret", "+15005550006", base), null));
    }

    @AfterEach
    void tearDown() {
        service.stop(0);
    }

    private static Contacts.Contact contact(@Nullable String phone) {
        return new Contacts.Contact(
                UUID.randomUUID(), "a@example.org", "Ada", ZoneOffset.UTC, phone, Set.of(Channel.Sms), true);
    }

    @Test
    void aMessageIsHandedOver() {
        channel.send(delivery, contact("+819012345678"));

        assertThat(received.get())
                .startsWith("/2010-04-01/Accounts/AC1/Messages.json Basic ")
                .contains("To=%2B819012345678", "From=%2B15005550006", "Body=Soon%0AAt+nine");
    }

    @ParameterizedTest
    @CsvSource({"400,false", "401,false", "429,true", "500,true", "503,true"})
    void aRefusalIsFinalUnlessTheServiceIsBusyOrBroken(int status, boolean again) {
        answer.set(status);

        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> channel.send(delivery, contact("+819012345678")))
                .matches(e -> e.isWorthAnotherTry() == again);
    }

    @Test
    void withoutANumberThereIsNoMessage() {
        assertThat(channel.reaches(contact(null))).isFalse();
        assertThat(channel.reaches(contact("+819012345678"))).isTrue();
    }
}
