"""An applied import taken back."""
