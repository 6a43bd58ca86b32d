package io.medicaledu.app.ops;

import io.medicaledu.app.web.ProblemBody;
import io.medicaledu.shared.Edit;
import io.medicaledu.shared.Money;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import jakarta.annotation.security.RolesAllowed;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.web.method.HandlerMethod;

/** The description of the HTTP API at {@code /v3/api-docs}. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String BEARER = "session";

    static {
        SpringDocUtils.getConfig()
                .replaceWithSchema(Money.class, money())
                // A field of a merge patch is described as its value.
                .addResponseWrapperToIgnore(Edit.class);
    }

    /** Nobody else asks for the registrar of our own schemas, and none of this is made before it is asked for. */
    @Bean
    @DependsOn("modelConverterRegistrar")
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("MedicalEdu")
                        .version("1")
                        .description(
                                "Booking platform for medical education. Refusals are RFC 9457 problems with a code;"
                                        + " the codes of each operation stand at its responses.")
                        .license(new License().name("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("The token of POST /api/auth/sessions")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    /** Every answer of 4xx and 5xx is a problem. */
    @Bean
    OpenApiCustomizer describeProblems() {
        return api -> {
            ModelConverters.getInstance(true).read(ProblemBody.class).forEach(api.getComponents()::addSchemas);
            api.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .flatMap(operation -> operation.getResponses().entrySet().stream())
                    .filter(response -> response.getKey().startsWith("4")
                            || response.getKey().startsWith("5"))
                    .forEach(response -> describe(response.getKey(), response.getValue()));
        };
    }

    /** What can happen to every operation of its kind, beside what it says itself. */
    @Bean
    OperationCustomizer generalRefusals() {
        return (operation, method) -> {
            boolean open = find(method, SecurityRequirements.class) != null;
            if (method.getMethodParameters().length > 0) {
                refusal(operation, "400", "validation");
            }
            if (!open) {
                refusal(operation, "401", "unauthenticated");
            }
            if (find(method, RolesAllowed.class) != null) {
                refusal(operation, "403", "forbidden");
            }
            return operation;
        };
    }

    private static <A extends Annotation> @Nullable A find(HandlerMethod method, Class<A> type) {
        A annotation = method.getMethodAnnotation(type);
        return annotation == null ? method.getBeanType().getAnnotation(type) : annotation;
    }

    private static void refusal(Operation operation, String status, String code) {
        if (!operation.getResponses().containsKey(status)) {
            operation.getResponses().addApiResponse(status, new ApiResponse().description(code));
        }
    }

    /** Each body that is sent has an example. */
    @Bean
    OpenApiCustomizer describeBodies() {
        return api -> {
            OpenApiExamples examples = new OpenApiExamples(api);
            api.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .filter(operation -> operation.getRequestBody() != null
                            && operation.getRequestBody().getContent() != null)
                    .flatMap(operation -> operation.getRequestBody().getContent().values().stream())
                    .forEach(examples::addTo);
        };
    }

    private static void describe(String status, ApiResponse response) {
        String code = firstCode(response.getDescription());
        Map<String, Object> example = Map.of(
                "type",
                "urn:medicaledu:problem:" + code,
                "status",
                Integer.parseInt(status),
                "code",
                code,
                "title",
                "…",
                "detail",
                "…",
                "instance",
                "/api/…");
        response.setContent(new Content()
                .addMediaType(
                        "application/problem+json",
                        new MediaType()
                                .schema(new Schema<>().$ref("#/components/schemas/ProblemBody"))
                                .example(example)));
    }

    /** The description of a refusal lists its codes. */
    private static String firstCode(@Nullable String description) {
        String codes = description == null ? "" : description;
        return codes.contains(",") ? codes.substring(0, codes.indexOf(',')) : codes;
    }

    private static Schema<?> money() {
        ObjectSchema schema = new ObjectSchema();
        schema.setDescription("An exact amount; as many decimals as the currency has");
        schema.addProperty("amount", new StringSchema().example("120.00"));
        schema.addProperty("currency", new StringSchema().example("USD").description("ISO 4217"));
        schema.setRequired(List.of("amount", "currency"));
        schema.setExample(Map.of("amount", "120.00", "currency", "USD"));
        return schema;
    }
}
