package io.medicaledu.sandbox;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Switches the stand-in for the payment providers on with {@code medicaledu.sandbox.enabled}. An application imports
 * this class and gives it a {@link javax.sql.DataSource} and a {@link java.time.Clock}; everything else it brings
 * itself. Its beans carry their full class names, which cannot clash with the application's.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("medicaledu.sandbox.enabled")
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@EnableScheduling
@EnableConfigurationProperties(SandboxProperties.class)
public class SandboxConfiguration {}
