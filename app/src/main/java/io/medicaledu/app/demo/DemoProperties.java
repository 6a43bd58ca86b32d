package io.medicaledu.app.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Sample data.
 *
 * @param enabled whether sample users, courses and slots are made at start-up; on in the demo profile
 * @param password of every demo account
 */
@ConfigurationProperties("medicaledu.demo")
public record DemoProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("medicaledu-demo") String password) {

    @Override
    public String toString() {
        return "DemoProperties[enabled=" + enabled + "]";
    }
}
