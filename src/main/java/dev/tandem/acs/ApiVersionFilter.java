package dev.tandem.acs;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Map;

/** Requires a known api-version where {@link AcsApi} says so, and tells which are known. */
@Provider
@AcsApi({})
public class ApiVersionFilter implements ContainerRequestFilter, ContainerResponseFilter {

    static final String SUPPORTED = "api-supported-versions";

    private final ResourceInfo resource;

    /** Made by the container. */
    @Inject
    public ApiVersionFilter(ResourceInfo resource) {
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        List<String> known = known();
        String version = request.getUriInfo().getQueryParameters().getFirst("api-version");
        if (version == null || version.isEmpty()) {
            throw refusal(known, "MissingApiVersionParameter", "The api-version query parameter is required.");
        }
        if (!known.contains(version)) {
            throw refusal(
                    known,
                    "UnsupportedApiVersionValue",
                    "This api-version is not supported; use one of " + String.join(", ", known) + ".");
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(SUPPORTED, String.join(", ", known()));
    }

    private static AcsException refusal(List<String> known, String code, String message) {
        AcsError error = AcsError.of(code, message).at("api-version");
        return new AcsException(400, error, Map.of(SUPPORTED, String.join(", ", known)));
    }

    private List<String> known() {
        AcsApi onMethod = resource.getResourceMethod().getAnnotation(AcsApi.class);
        AcsApi api = onMethod == null ? resource.getResourceClass().getAnnotation(AcsApi.class) : onMethod;
        return List.of(api.value());
    }
}
