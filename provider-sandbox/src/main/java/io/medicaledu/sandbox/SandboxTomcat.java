package io.medicaledu.sandbox;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Lets Tomcat take queries like {@code created[gte]=1}, whose brackets stripe-java does not encode, and Stripe takes. */
@Component
class SandboxTomcat implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    SandboxTomcat() {}

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> connector.setProperty("relaxedQueryChars", "[]"));
    }
}
