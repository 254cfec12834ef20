package dev.tandem.access;

import dev.tandem.acs.AcsException;
import dev.tandem.acs.ContentHash;
import dev.tandem.acs.StatusErrors;
import dev.tandem.principal.CurrentPrincipal;
import dev.tandem.principal.Principal;
import dev.tandem.store.DataDirectory;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.buffer.Buffer;
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
 * Holds request bodies against the hash that was signed. They are in memory by now, except one read as {@link InputStream}: an
 * import streams, and when it is signed it is laid aside first, until its hash is known.
 */
@Provider
public class BodyInterceptor implements ReaderInterceptor {

    private final CurrentPrincipal principal;
    private final CurrentVertxRequest request;
    private final Instance<DataDirectory> data;

    /** Made by the container. */
    @Inject
    public BodyInterceptor(CurrentPrincipal principal, CurrentVertxRequest request, Instance<DataDirectory> data) {
        this.principal = principal;
        this.request = request;
        // Interceptors are made before the configuration is read.
        this.data = data;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException, WebApplicationException {
        Optional<String> signedHash = signedHash(context);
        if (context.getType() == InputStream.class) {
            signedHash.ifPresent(hash -> context.setInputStream(checked(context.getInputStream(), hash)));
        } else {
            byte[] octets = whole();
            String hash = ContentHash.of(octets);
            if (signedHash.isPresent() && !ContentHash.same(hash, signedHash.get())) {
                throw new AcsException(401, StatusErrors.of(401));
            }
            ContentHash.keep(request.getCurrent(), hash);
            context.setInputStream(new ByteArrayInputStream(octets));
        }
        return context.proceed();
    }

    private InputStream checked(InputStream body, String hash) {
        CheckedUpload upload = new CheckedUpload(new SignedBody(body, hash), data.get());
        request.getCurrent().addEndHandler(end -> upload.close());
        return upload;
    }

    private byte[] whole() {
        Buffer body = request.getCurrent().body().buffer();
        return body == null ? new byte[0] : body.getBytes();
    }

    private Optional<String> signedHash(ReaderInterceptorContext context) {
        boolean signed = principal.get().stream().anyMatch(who -> who.kind() == Principal.Kind.ACCESS_KEY);
        return signed ? Optional.of(context.getHeaders().getFirst("x-ms-content-sha256")) : Optional.empty();
    }
}
