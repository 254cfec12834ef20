package dev.tandem.host;

import dev.tandem.config.TandemConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** Absolute URLs, from configuration: the Host header may lack the port (the Java SDK's does). */
@ApplicationScoped
public class PublicUrl {

    private final String base;

    /** URLs below {@code tandem.public-url}. */
    @Inject
    public PublicUrl(TandemConfig config) {
        this(config.publicUrl().toString());
    }

    PublicUrl(String base) {
        this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    /** The URL of {@code path}, which begins with a slash. */
    public String of(String path) {
        return base + path;
    }

    /** The request's own URL with {@code skip} moved on: the {@code nextLink} of a page. */
    public String nextLink(UriInfo request, int skip) {
        StringJoiner query = new StringJoiner("&");
        MultivaluedMap<String, String> parameters = request.getQueryParameters();
        parameters.forEach((name, values) -> {
            if (!name.equals("skip")) {
                values.forEach(value -> query.add(encode(name) + "=" + encode(value)));
            }
        });
        query.add("skip=" + skip);
        return base + request.getRequestUri().getRawPath() + "?" + query;
    }

    private static String encode(String text) {
        // A space as %20, not +: the signature covers the text as sent, and clients disagree about the plus.
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
