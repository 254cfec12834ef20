package dev.tandem.acs;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The 202 of a long-running operation: what the SDKs poll, and where the result will be. */
public final class LongRunning {

    private LongRunning() {}

    /**
     * Accepts an operation.
     *
     * @param request the request, for its api-version
     * @param operationId what {@code GET /phoneNumbers/operations/{operationId}} answers for, e.g. {@code search_…}
     * @param idHeader header that carries the id of the result: {@code search-id}, {@code purchase-id}, …
     * @param id that id
     * @param resultPath path of the result
     */
    public static Response.ResponseBuilder accepted(
            UriInfo request, String operationId, String idHeader, String id, String resultPath) {
        String version = request.getQueryParameters().getFirst("api-version");
        String query = version == null ? "" : "?api-version=" + URLEncoder.encode(version, StandardCharsets.UTF_8);
        // Text, not URI: a Location of type URI would be made absolute from the Host header.
        return Response.status(Response.Status.ACCEPTED)
                .header("Operation-Location", "/phoneNumbers/operations/" + operationId + query)
                .header("operation-id", operationId)
                .header("Location", resultPath + query)
                .header(idHeader, id);
    }
}
