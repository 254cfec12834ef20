package dev.tandem.access;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Says in the OpenAPI document, for each operation, what {@link Operations} will hold it to. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class SecurityInDocument implements OASFilter {

    private static final Set<String> SCHEMES = Set.of("accessKey", "serviceToken", "consoleSession");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, Operation> operations = CDI.current().select(Operations.class).get().all().stream()
                // One path and method may be two resource methods that produce different media types.
                .collect(Collectors.toMap(SecurityInDocument::place, each -> each, SecurityInDocument::same));
        document.getPaths().getPathItems().forEach((path, item) -> describe(path, item, operations));
        document.getComponents().addSecurityScheme("accessKey", accessKey());
        document.getComponents().addSecurityScheme("serviceToken", serviceToken());
        document.getComponents().addSecurityScheme("consoleSession", consoleSession());
    }

    private static void describe(String path, PathItem item, Map<String, Operation> operations) {
        item.getOperations().forEach((method, documented) -> {
            Operation operation = operations.get(method + " " + path);
            if (operation == null) {
                throw new IllegalStateException(method + " " + path + " is documented, but no resource method");
            }
            documented.setSecurity(requirements(operation));
        });
    }

    private static List<SecurityRequirement> requirements(Operation operation) {
        return operation.required().stream()
                .flatMap(required -> SCHEMES.stream()
                        .sorted()
                        .map(scheme ->
                                OASFactory.createSecurityRequirement().addScheme(scheme, "tandem." + required.word())))
                .toList();
    }

    private static String place(Operation operation) {
        return operation.method() + " " + operation.path();
    }

    private static Operation same(Operation one, Operation other) {
        if (!one.equals(other)) {
            throw new IllegalStateException(place(one) + " requires now this, now that");
        }
        return one;
    }

    private static SecurityScheme accessKey() {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.HEADER)
                .name("Authorization")
                .description(
                        "HMAC-SHA256 signature by an access key, as Azure Communication Services has it. Scopes are"
                                + " what keys are permitted: tandem.admin is everything, and any permission grants tandem.read.");
    }

    private static SecurityScheme serviceToken() {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description("Token of the issuer that tandem.oidc.issuer names, with these scopes or roles.");
    }

    private static SecurityScheme consoleSession() {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.COOKIE)
                .name(Sessions.COOKIE)
                .description("Session of the console; it may do what the key may that opened it.");
    }
}
