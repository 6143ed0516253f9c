package io.github.cameldoshii.springboot;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.apache.camel.spring.boot.util.ConditionalOnHierarchicalProperties;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/** Sets the options of the component {@code doshii} by properties {@code camel.component.doshii.*}. */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
@ConditionalOnHierarchicalProperties({"camel.component", DoshiiComponentConfiguration.PREFIX})
@EnableConfigurationProperties(DoshiiComponentConfiguration.class)
public class DoshiiComponentAutoConfiguration {

    // Static: needed before properties are bound, which is before this configuration is made.

    @Bean
    static ConfigurationPropertiesBindHandlerAdvisor doshiiUnknownProperties() {
        return UnknownPropertiesHandler::new;
    }

    @Bean
    @ConfigurationPropertiesBinding
    static DoshiiBeanReferenceConverter doshiiBeanReferenceConverter(BeanFactory beans) {
        return new DoshiiBeanReferenceConverter(beans);
    }

    @Bean
    ComponentCustomizer doshiiComponentCustomizer(
            CamelContext context, DoshiiComponentConfiguration properties, Environment environment) {
        return new DoshiiComponentCustomizer(context, properties, environment);
    }

    @Bean
    MisplacedProperties doshiiMisplacedProperties(ConfigurableEnvironment environment) {
        return new MisplacedProperties(environment);
    }
}
