package io.medicaledu.notification.delivery;

import io.medicaledu.identity.api.Channel;
import io.medicaledu.notification.command.Contacts;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Text messages by Twilio's Messages resource, to users who have given a phone number. */
@Component
@ConditionalOnProperty("medicaledu.notification.sms.account-sid")
class SmsChannel implements DeliveryChannel {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final NotificationProperties.Sms account;
    private final RestClient http;

    SmsChannel(NotificationProperties properties) {
        this.account = Objects.requireNonNull(properties.sms());
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(TIMEOUT).build());
        requests.setReadTimeout(TIMEOUT);
        this.http = RestClient.builder()
                .requestFactory(requests)
                .baseUrl(account.apiBase())
                .defaultHeaders(headers -> headers.setBasicAuth(account.accountSid(), account.authToken()))
                .build();
    }

    @Override
    public Channel channel() {
        return Channel.Sms;
    }

    @Override
    public boolean reaches(Contacts.Contact contact) {
        return contact.phone() != null;
    }

    @Override
    public void send(Delivery delivery, Contacts.Contact contact) {
        if (contact.phone() == null) {
            throw new DeliveryException("The user has taken the phone number away", false);
        }
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("To", contact.phone());
        form.add("From", account.from());
        form.add("Body", delivery.title() + "\n" + delivery.message());
        try {
            http.post()
                    .uri("/2010-04-01/Accounts/{sid}/Messages.json", account.accountSid())
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .body(form)
                    .retrieve()
                    .toBodilessEntity();
        } catch (HttpClientErrorException e) {
            boolean busy = e.getStatusCode().value() == HttpStatus.TOO_MANY_REQUESTS.value();
            throw new DeliveryException("SMS service answered " + e.getStatusCode(), busy);
        } catch (RestClientException e) {
            throw new DeliveryException("SMS service: " + e.getClass().getSimpleName(), true);
        }
    }
}
