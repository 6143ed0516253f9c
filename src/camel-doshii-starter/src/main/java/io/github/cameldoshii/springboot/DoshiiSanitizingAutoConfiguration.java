package io.github.cameldoshii.springboot;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Hides the component's secrets where Actuator shows values. */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public class DoshiiSanitizingAutoConfiguration {

    @Bean
    SanitizingFunction doshiiSanitizingFunction(Environment environment) {
        return new DoshiiSanitizingFunction(environment);
    }
}
