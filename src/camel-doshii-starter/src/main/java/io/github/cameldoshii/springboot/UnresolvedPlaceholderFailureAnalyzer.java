package io.github.cameldoshii.springboot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says which credential has not been given, and how to. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnresolvedPlaceholderFailureAnalyzer extends AbstractFailureAnalyzer<UnresolvedPlaceholderException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, UnresolvedPlaceholderException cause) {
        return new FailureAnalysis(
                cause.getMessage() + ".",
                "Give the process the environment variable " + cause.name() + " (export it), or set "
                        + DoshiiComponentConfiguration.PREFIX + "." + cause.property()
                        + " to the value itself. Without an account use doshii:simulator, and the value simulator.",
                cause);
    }
}
