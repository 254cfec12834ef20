package dev.tandem.trunk;

import dev.tandem.acs.AcsError;
import dev.tandem.acs.AcsException;

/** What {@code /sip} refuses, in the very words Azure's clients are tested with. */
enum SipRefusal {
    DUPLICATED_ROUTE(400, "DuplicatedRoute", "There is a duplicated route."),
    ROUTE_WITH_DUPLICATED_TRUNK(400, "RouteWithDuplicatedTrunk", "There is a duplicated trunk in a route."),
    MISSING_TRUNK(422, "MissingTrunk", "Route targeting a missing trunk."),
    INVALID_ROUTE_NAME(422, "InvalidRouteName", "Route with an invalid name."),
    INVALID_ROUTE_NUMBER_PATTERN(422, "InvalidRouteNumberPattern", "Route with an invalid number pattern."),
    INVALID_ROUTE_DESCRIPTION(422, "InvalidRouteDescription", "Route with an invalid description."),
    INVALID_ROUTE_TRUNK(422, "InvalidRouteTrunk", "Route with an invalid trunk."),
    INVALID_TRUNK_FQDN(422, "InvalidTrunkFqdn", "Trunk with an invalid FQDN."),
    INVALID_TRUNK_PORT(422, "InvalidTrunkSipSignalingPort", "Trunk with an invalid SIP signaling port."),
    TOO_MANY(422, "TooManyItems", "There are more trunks or routes than allowed."),
    EMPTY_PATCH(422, "EmptyPatch", "Patch with no data provided.");

    private final int status;
    private final String code;
    private final String message;

    SipRefusal(int status, String code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
    }

    AcsException exception() {
        AcsError outer = AcsError.of("UnprocessableConfiguration", "One or more request inputs are not valid.");
        return new AcsException(status, outer.because(AcsError.of(code, message)));
    }
}
