package dev.tandem.number.stock;

import dev.tandem.number.NumberRange;
import dev.tandem.number.Place;
import dev.tandem.number.SearchCriteria;
import dev.tandem.number.Selection;
import dev.tandem.number.plan.NumberingPlan;

/** A search as one offer's numbers see it: the range they may lie in, and the pattern they must match. */
record OfferCriteria(
        StoredOffer offer,
        String areaCode,
        NumberRange range,
        CompiledPattern pattern,
        Place within,
        boolean consecutive) {

    static OfferCriteria of(StoredOffer offer, SearchCriteria criteria, Selection selection) {
        int callingCode = NumberingPlan.callingCode(criteria.country());
        CompiledPattern pattern = selection
                .pattern()
                .map(text -> CompiledPattern.of(text.international(callingCode), offer.digits()))
                .orElse(CompiledPattern.ANY);
        NumberRange area = criteria.areaCode().isEmpty()
                ? NumberRange.ALL
                : NumberRange.of(callingCode + criteria.areaCode(), offer.digits())
                        .orElse(NumberRange.NONE);
        return new OfferCriteria(
                offer,
                criteria.areaCode(),
                area.and(pattern.range()),
                pattern,
                selection.within(),
                selection.consecutive());
    }

    /** Digits that are free between beginning and ending; 0 without an ending. */
    int openDigits() {
        return pattern.endingStep() == 1 ? 0 : offer.digits() - pattern.beginningDigits() - pattern.endingDigits();
    }
}
