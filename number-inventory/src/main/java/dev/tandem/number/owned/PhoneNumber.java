package dev.tandem.number.owned;

import dev.tandem.number.AssignmentType;
import dev.tandem.number.Capabilities;
import dev.tandem.number.E164;
import dev.tandem.number.NumberType;
import dev.tandem.number.Price;
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
