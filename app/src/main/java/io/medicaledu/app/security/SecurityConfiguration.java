package io.medicaledu.app.security;

import io.medicaledu.app.web.CommandBulkhead;
import io.medicaledu.app.web.IdempotencyKeyFilter;
import io.medicaledu.app.web.ProblemResponses;
import io.medicaledu.app.web.WebProperties;
import io.medicaledu.identity.command.IdentityProperties;
import io.medicaledu.identity.command.Sessions;
import io.medicaledu.kernel.CommandPressure;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/**
 * Who may come in: a bearer token of a session, checked at each request. What a role may do stands at each controller
 * method; whose things it may touch, in the aggregates and queries.
 */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity(prePostEnabled = false, jsr250Enabled = true)
class SecurityConfiguration {

    @Bean
    PasswordEncoder passwordEncoder(IdentityProperties properties) {
        return new BCryptPasswordEncoder(properties.bcryptStrength());
    }

    /** A span for each of the chain's filters costs more than the filters. */
    @Bean
    SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    /** There is no form log-in; this keeps Spring Boot from making up a user. */
    @Bean
    UserDetailsService userDetailsService() {
        return name -> {
            throw new UsernameNotFoundException("There is no log-in by name here");
        };
    }

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http,
            Sessions sessions,
            ProblemResponses problems,
            WebProperties web,
            CommandPressure pressure) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(anonymous -> anonymous.disable())
                .sessionManagement(management -> management.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.frameOptions(options -> options.deny()))
                // A stream's request is dispatched again when it ends; it was let in when it came.
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(
                                "/webhooks/**",
                                "/sandbox/**",
                                "/actuator/**",
                                "/v3/api-docs/**",
                                "/swagger-ui/**",
                                "/swagger-ui.html",
                                "/error",
                                "/")
                        .permitAll()
                        .requestMatchers(
                                HttpMethod.POST,
                                "/api/auth/registration",
                                "/api/auth/sessions",
                                "/api/auth/email-confirmation",
                                "/api/auth/password-reset-requests",
                                "/api/auth/password-resets")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/api/users/me/calendar.ics")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/api/slots/*/cancellation/**", "/api/slots/*/waitlist")
                        .authenticated()
                        .requestMatchers(
                                HttpMethod.GET,
                                "/api/courses",
                                "/api/courses/**",
                                "/api/slots/**",
                                "/api/instructors/**")
                        .permitAll()
                        .requestMatchers(
                                HttpMethod.HEAD,
                                "/api/courses",
                                "/api/courses/**",
                                "/api/slots/**",
                                "/api/instructors/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (request, response, cause) -> problems.write(
                                        new Problem(ProblemCode.UNAUTHENTICATED, "Log in first"), request, response))
                        .accessDeniedHandler((request, response, cause) -> problems.write(
                                new Problem(
                                        request.getUserPrincipal() == null
                                                ? ProblemCode.UNAUTHENTICATED
                                                : ProblemCode.FORBIDDEN,
                                        "This needs another role"),
                                request,
                                response)))
                .addFilterBefore(new BearerTokenFilter(sessions, problems), AuthorizationFilter.class)
                .addFilterAfter(new IdempotencyKeyFilter(problems), AuthorizationFilter.class)
                .addFilterAfter(new CommandBulkhead(web, pressure, problems), IdempotencyKeyFilter.class)
                .build();
    }
}
