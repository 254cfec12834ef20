package dev.tandem.number;

import java.time.Instant;
import java.util.Optional;

/** A number somebody owns. {@code offered} is the most its capabilities can be changed to. */
public record PhoneNumber(
        E164 number,
        String tenant,
        String country,
        NumberType type,
        AssignmentType assignmentType,
        Capabilities capabilities,
        Capabilities offered,
        Price price,
        Instant purchasedAt,
        Optional<Assignment> assignment) {}
