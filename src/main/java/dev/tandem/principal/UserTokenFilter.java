package dev.tandem.principal;

import dev.tandem.acs.AcsException;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;

/** Keeps users' access tokens to the operations marked {@link UserTokenAllowed}. */
@Provider
public class UserTokenFilter implements ContainerRequestFilter {

    private final CurrentPrincipal principal;
    private final ResourceInfo resource;

    /** Made by the container. */
    @Inject
    public UserTokenFilter(CurrentPrincipal principal, ResourceInfo resource) {
        this.principal = principal;
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (principal.isUser() && !allowed()) {
            throw AcsException.forbidden("A user access token does not allow this; sign with an access key.");
        }
    }

    private boolean allowed() {
        return resource.getResourceMethod().isAnnotationPresent(UserTokenAllowed.class)
                || resource.getResourceClass().isAnnotationPresent(UserTokenAllowed.class);
    }
}
