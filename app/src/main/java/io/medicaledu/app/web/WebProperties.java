package io.medicaledu.app.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The HTTP side.
 *
 * @param publicBaseUrl where browsers reach this installation; default: localhost and the server's port
 * @param concurrentCommands how many commands run at once on this node; keep it well below the connection pool's size
 * @param longestCommandWait how long a command waits for its turn before it is answered 503
 */
@ConfigurationProperties("medicaledu.web")
public record WebProperties(
        @Nullable String publicBaseUrl,
        @DefaultValue("16") int concurrentCommands,
        @DefaultValue("30s") Duration longestCommandWait) {}
