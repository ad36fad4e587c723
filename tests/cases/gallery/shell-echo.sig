probe begin { echo "x" }
