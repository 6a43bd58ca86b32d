package io.medicaledu.app.demo;

import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Fills in the sample data once the server is up, and says where it is and how to get in. */
@Component
@ConditionalOnProperty("medicaledu.demo.enabled")
class DemoAnnouncement {

    private static final Logger LOG = LoggerFactory.getLogger(DemoAnnouncement.class);

    private final DemoData data;
    private final DemoProperties properties;
    private final Environment environment;

    DemoAnnouncement(DemoData data, DemoProperties properties, Environment environment) {
        this.data = data;
        this.properties = properties;
        this.environment = environment;
    }

    @EventListener
    void onReady(ApplicationReadyEvent event) {
        data.create();
        String url = "http://localhost:" + environment.getProperty("local.server.port");
        LOG.info(
                """

                  MedicalEdu is ready after {} s.

                    API and try-out page  {}/swagger-ui.html
                    Courses               {}/api/courses
                    Health                {}/actuator/health

                    Accounts (password {})
                      {}  {}  {}
                """,
                String.format("%.1f", ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0),
                url,
                url,
                url,
                properties.password(),
                DemoUser.ADMIN,
                DemoUser.INSTRUCTOR,
                DemoUser.STUDENT);
    }
}
