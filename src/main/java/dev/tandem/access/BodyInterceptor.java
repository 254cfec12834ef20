package dev.tandem.access;

import dev.tandem.acs.AcsException;
import dev.tandem.acs.ContentHash;
import dev.tandem.acs.StatusErrors;
import dev.tandem.config.TandemConfig;
import dev.tandem.principal.CurrentPrincipal;
import dev.tandem.principal.Principal;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Bounds request bodies and holds them against the hash that was signed. A body read as {@link InputStream} is an import:
 * it streams, its hash is known at its end, and a wrong one fails the read.
 */
@Provider
public class BodyInterceptor implements ReaderInterceptor {

    private final CurrentPrincipal principal;
    private final CurrentVertxRequest request;
    private final Instance<TandemConfig> config;

    /** Made by the container. */
    @Inject
    public BodyInterceptor(CurrentPrincipal principal, CurrentVertxRequest request, Instance<TandemConfig> config) {
        this.principal = principal;
        this.request = request;
        // Interceptors are made before the configuration is read: it is asked for when a body arrives.
        this.config = config;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException, WebApplicationException {
        Optional<String> signedHash = signedHash(context);
        InputStream body = signedHash
                .<InputStream>map(hash -> new SignedBody(context.getInputStream(), hash))
                .orElse(context.getInputStream());
        context.setInputStream(context.getType() == InputStream.class ? body : whole(body));
        return context.proceed();
    }

    private InputStream whole(InputStream body) throws IOException {
        // To the end, past what the reader would take: the hash covers all of it.
        int octetsMax = Math.toIntExact(config.get().limits().requestBody().asLongValue());
        refuseAnnounced(octetsMax);
        byte[] octets = body.readNBytes(octetsMax + 1);
        if (octets.length > octetsMax) {
            throw new AcsException(413, StatusErrors.of(413));
        }
        ContentHash.keep(request.getCurrent(), octets);
        return new ByteArrayInputStream(octets);
    }

    /** One that says it is too large need not be read to find out. */
    private void refuseAnnounced(int octetsMax) {
        String length = request.getCurrent().request().getHeader("Content-Length");
        if (length != null && Long.parseLong(length) > octetsMax) {
            throw new AcsException(413, StatusErrors.of(413));
        }
    }

    private Optional<String> signedHash(ReaderInterceptorContext context) {
        boolean signed = principal.get().stream().anyMatch(who -> who.kind() == Principal.Kind.ACCESS_KEY);
        return signed ? Optional.of(context.getHeaders().getFirst("x-ms-content-sha256")) : Optional.empty();
    }
}
