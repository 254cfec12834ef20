package dev.tandem.acs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure of a REST request in Azure Communication Services' error body; nothing internal gets out. */
public class ExceptionMapping {

    private static final Logger LOG = Logger.getLogger(ExceptionMapping.class);
    private static final int RETRY_AFTER_SECONDS = 5;

    private final Unavailability unavailability;

    ExceptionMapping(Unavailability unavailability) {
        this.unavailability = unavailability;
    }

    /** Refusals of our own. */
    @ServerExceptionMapper
    public Response refused(AcsException refusal) {
        Response.ResponseBuilder response = response(refusal.status(), refusal.error());
        refusal.headers().forEach(response::header);
        return response.build();
    }

    /** A JSON value of the wrong type. */
    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException mismatch) {
        return response(400, describe(mismatch)).build();
    }

    /** JSON nested or long beyond measure. */
    @ServerExceptionMapper
    public Response beyondMeasure(StreamConstraintsException json) {
        return response(400, describe(json)).build();
    }

    /** Bean Validation of parameters and bodies. */
    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException violations) {
        List<AcsError> details = violations.getConstraintViolations().stream()
                .map(ExceptionMapping::describe)
                .toList();
        AcsError error = AcsError.of("BadRequest", "One or more request inputs are not valid.");
        return response(400, error.listing(details)).build();
    }

    /** What the framework refuses: unknown path, wrong method, unreadable body. */
    @ServerExceptionMapper
    public Response refused(WebApplicationException refusal) {
        if (refusal.getCause() instanceof AcsException ours) {
            return refused(ours);
        }
        if (refusal.getCause() instanceof JsonProcessingException json) {
            return response(400, describe(json)).build();
        }
        int status = refusal.getResponse().getStatus();
        Response.ResponseBuilder response = response(status, StatusErrors.of(status));
        Object allow = refusal.getResponse().getHeaders().getFirst("Allow");
        return allow == null
                ? response.build()
                : response.header("Allow", allow).build();
    }

    /**
     * The client went away, e.g. in the middle of an upload; the database is away; or a defect of ours: that is logged whole
     * under an id, and answered with the id alone.
     */
    @ServerExceptionMapper
    public Response failed(Throwable failure, RoutingContext request) {
        if (request.response().closed()) {
            LOG.debugf("the client went away: %s", failure.getMessage());
            return response(400, StatusErrors.of(400)).build();
        }
        return failed(failure);
    }

    /** The same for a client that waits. */
    Response failed(Throwable failure) {
        return unavailability.explains(failure) ? unavailable(failure) : defect(failure);
    }

    private static Response unavailable(Throwable failure) {
        LOG.debug("request failed for want of the database", failure);
        return response(503, AcsError.of("ServiceUnavailable", "The database does not answer just now; try again."))
                .header("Retry-After", RETRY_AFTER_SECONDS)
                .build();
    }

    private static Response defect(Throwable failure) {
        UUID id = UUID.randomUUID();
        LOG.errorf(failure, "request failed, error id %s", id);
        return response(
                        500,
                        AcsError.of(
                                "InternalServerError", "Something went wrong here; the log has it under " + id + "."))
                .build();
    }

    private static AcsError describe(JsonProcessingException json) {
        AcsError error =
                AcsError.of("BadRequest", "The request body is not what this operation reads" + where(json) + ".");
        return json instanceof JsonMappingException mapping
                        && !mapping.getPath().isEmpty()
                ? error.at(path(mapping))
                : error;
    }

    private static String where(JsonProcessingException json) {
        return json.getLocation() == null
                ? ""
                : " (line " + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr() + ")";
    }

    private static String path(JsonMappingException mapping) {
        return mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static AcsError describe(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString();
        return AcsError.of("BadRequest", violation.getMessage()).at(path.substring(path.lastIndexOf('.') + 1));
    }

    private static Response.ResponseBuilder response(int status, AcsError error) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("x-ms-error-code", error.code())
                .entity(Map.of("error", error));
    }
}
