package dev.tandem.acs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** Requires a known api-version where {@link AcsApi} says so, and tells which are known. */
@Provider
@AcsApi({})
public class ApiVersionFilter implements ContainerRequestFilter, ContainerResponseFilter {

    static final String SUPPORTED = "api-supported-versions";

    @Override
    public void filter(ContainerRequestContext request) {
        List<String> known = known(request).orElseThrow();
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
        known(request).ifPresent(known -> response.getHeaders().putSingle(SUPPORTED, String.join(", ", known)));
    }

    private static AcsException refusal(List<String> known, String code, String message) {
        AcsError error = AcsError.of(code, message).at("api-version");
        return new AcsException(400, error, Map.of(SUPPORTED, String.join(", ", known)));
    }

    /** Empty once the request is given up, e.g. for a body that grew too long: then no operation is left of it. */
    private static Optional<List<String>> known(ContainerRequestContext request) {
        // Of this very request: an injected one is that of the thread, which a body that arrived late has not got.
        ResourceInfo matched = ((ResteasyReactiveContainerRequestContext) request)
                .getServerRequestContext()
                .getResteasyReactiveResourceInfo();
        if (matched == null) {
            return Optional.empty();
        }
        AcsApi onMethod = matched.getResourceMethod().getAnnotation(AcsApi.class);
        AcsApi api = onMethod == null ? matched.getResourceClass().getAnnotation(AcsApi.class) : onMethod;
        return Optional.of(List.of(api.value()));
    }
}
