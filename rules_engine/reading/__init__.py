"""Reading YAML files strictly: text unless a schema says otherwise, every position kept."""
