package io.medicaledu.app;

import io.medicaledu.app.cli.AuditCommandLine;
import io.medicaledu.sandbox.SandboxConfiguration;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** Starts the platform. Without arguments that is the demo: embedded PostgreSQL, provider sandbox, sample data. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan(
        basePackages = "io.medicaledu",
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = "io\\.medicaledu\\.sandbox\\..*"))
@EntityScan("io.medicaledu")
@ConfigurationPropertiesScan(
        basePackages = {
            "io.medicaledu.app",
            "io.medicaledu.access",
            "io.medicaledu.audit",
            "io.medicaledu.booking",
            "io.medicaledu.payment",
            "io.medicaledu.identity",
            "io.medicaledu.kernel",
            "io.medicaledu.learning",
            "io.medicaledu.notification",
            "io.medicaledu.receipt",
            "io.medicaledu.scheduling",
            "io.medicaledu.subscription"
        })
@Import(SandboxConfiguration.class)
public class MedicalEduApplication {

    /** @param args Spring Boot options, see the README's configuration table; or {@code audit} and a command for auditors */
    public static void main(String[] args) {
        // Axon would otherwise call a server on the internet; nothing here does.
        System.setProperty("axoniq.update-checker.disabled", "true");
        System.setProperty("axoniq.console.disabled", "true");
        // A connection is asked whether it is alive only after that many milliseconds without work, not after half a
        // second.
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "5000");
        if (args.length > 0 && args[0].equals(AuditCommandLine.NAME)) {
            System.exit(AuditCommandLine.main(Arrays.stream(args).skip(1)));
        }
        SpringApplication.run(MedicalEduApplication.class, args);
    }
}
