package io.medicaledu.payment.paypal;

import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.command.PublicUrls;
import java.net.http.HttpClient;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Makes the client with the first call: only then is it known on which port a sandbox in this process listens. */
final class PayPalHttp {

    private static final String LIVE = "https://api-m.paypal.com";

    private final Supplier<RestClient> maker;
    private volatile @Nullable RestClient client;

    PayPalHttp(PayPalProperties properties, PublicUrls urls) {
        this.maker = () -> make(properties, urls);
    }

    RestClient client() {
        RestClient known = client;
        if (known == null) {
            known = maker.get();
            client = known;
        }
        return known;
    }

    private static RestClient make(PayPalProperties properties, PublicUrls urls) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(properties.connectTimeout())
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(properties.readTimeout());
        return RestClient.builder()
                .requestFactory(requests)
                .baseUrl(base(properties, urls))
                .build();
    }

    private static String base(PayPalProperties properties, PublicUrls urls) {
        if (properties.apiBase() != null) {
            return properties.apiBase();
        }
        String sandbox = urls.sandbox(PaymentProvider.PayPal);
        return sandbox == null ? LIVE : sandbox;
    }
}
